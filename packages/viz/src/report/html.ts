/** Text as it may stand in HTML, in content and in attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An element around content that is HTML already. */
export function element(name: string, html: string, className?: string): string {
  return `<${name}${className ? ` class="${className}"` : ''}>${html}</${name}>`;
}
