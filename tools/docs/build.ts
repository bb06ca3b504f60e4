// npm run docs [-- tensor …]: the API reference of all packages in docs/api, with formulas rendered. A gap in the doc comments is an error.
import { cpSync, existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import { addFormulas } from './formulas.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readme = path.join(root, 'README.md');
const out = path.join(root, 'docs/api');
const styles = createRequire(import.meta.url).resolve('katex/dist/katex.min.css');

const names = process.argv.length > 2 ? process.argv.slice(2) : ['*'];

// What is not said here, typedoc reads from each package: its entries are the `exports` of package.json.
const packageOptions: TypeDocOptions = {
  tsconfig: 'tsconfig.json',
  disableSources: true,
  skipErrorChecking: true, // the check "types" tells those
  excludeInternal: true,
  excludePrivate: true,
  jsDocCompatibility: { exampleTag: true },
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  requiredToBeDocumented: ['Class', 'Interface', 'Function', 'TypeAlias', 'Variable', 'Method', 'Property', 'Accessor'],
};

const app = await Application.bootstrap({
  name: 'hml',
  entryPointStrategy: 'packages',
  entryPoints: names.map((name) => path.join(root, 'packages', name)),
  packageOptions,
  readme: existsSync(readme) ? readme : 'none',
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
  ignoredHighlightLanguages: ['output'],
  customCss: styles,
  markdownItLoader: addFormulas,
  hideGenerator: true,
  out,
  logLevel: 'Warn',
});

const project = await app.convert();
if (project) {
  app.validate(project);
  await app.generateOutputs(project);
  cpSync(path.join(path.dirname(styles), 'fonts'), path.join(out, 'assets/fonts'), { recursive: true });
}
const failed = !project || app.logger.hasErrors() || app.logger.hasWarnings();
const pages = failed ? [] : globSync('**/*.html', { cwd: out });
const formulas = pages.reduce((sum, page) => sum + readFileSync(path.join(out, page), 'utf8').split('class="katex"').length - 1, 0);
console.log(failed ? 'The reference has gaps: see above.' : `${pages.length} pages, ${formulas} formulas in docs/api/index.html`);
process.exitCode = failed ? 1 : 0;
