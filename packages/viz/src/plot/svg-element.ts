/** The namespace that SVG elements are made in. */
export const SVG = 'http://www.w3.org/2000/svg';

/** What is set on an element; numbers as they print. */
export type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with attributes and text. It stands nowhere yet: whoever asked for it puts it in its place. */
export function svgElement(document: Document, name: string, attributes: Attributes = {}, text = ''): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}
