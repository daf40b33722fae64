import { readFile } from 'node:fs/promises';
import { Ajv2020, type Options as AjvOptions } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build, type Plugin } from 'esbuild';
import { notice } from './notice.ts';

/**
 * What the validators are compiled with. `$data` stays off (CVE-2025-69873), and schemas come from this release only, never
 * from a pull request. Errors carry what they speak of and no sentences: src/pattern/schema-wording.ts words them.
 */
const validatorOptions: AjvOptions = {
  allErrors: true,
  ownProperties: true,
  verbose: true,
  strictTypes: false,
  strictRequired: false,
  messages: false,
  code: { source: true, esm: true },
};

/**
 * Whether two values of JSON or YAML are the same. Ajv's own asks the values: maps of YAML have no `valueOf` to call, and
 * those of a stranger may have one that is no function.
 */
const equalData: Plugin = {
  name: 'equal-data',
  setup({ onLoad }) {
    onLoad({ filter: /fast-deep-equal/ }, () => ({
      contents: `module.exports = function equal(a, b) {
        if (Object.is(a, b) || a === b) return true;
        if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
        const keys = Object.keys(a);
        return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length
          && keys.every(key => Object.hasOwn(b, key) && equal(a[key], b[key]));
      }`,
    }));
  },
};

/**
 * Compiles a JSON Schema into a module that needs nothing else: whoever checks a file neither loads nor waits for a compiler
 * of schemas. `schemaModule` leads from there to src/pattern/schema.ts.
 */
export async function validatorFrom(schemaFile: string, schemaModule: string): Promise<string> {
  const ajv = new Ajv2020(validatorOptions);
  const source = standalone.default(
    ajv,
    ajv.compile(JSON.parse(await readFile(`schemas/${schemaFile}`, 'utf8'))),
  );
  const bundled = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'compiled',
    minify: true,
    lineLimit: 110,
    charset: 'utf8',
    target: 'es2024',
    legalComments: 'none',
    plugins: [equalData],
  });
  const [file] = bundled.outputFiles;
  if (!file) throw new Error(`no validator came of ${schemaFile}`);
  return [
    '// @ts-nocheck',
    notice.trimEnd(),
    `import type { Validator } from '${schemaModule}';`,
    '',
    file.text.trim(),
    '',
    'export const fits: Validator = compiled.validate;',
    '',
  ].join('\n');
}
