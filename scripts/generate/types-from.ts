import { readFile } from 'node:fs/promises';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { notice } from './notice.ts';

/** Writes the TypeScript types of what fits a schema. */
export async function typesFrom(schemaFile: string, name: string): Promise<string> {
  const { $id, title, $defs, ...schema } = JSON.parse(await readFile(`schemas/${schemaFile}`, 'utf8'));
  const named: JSONSchema = { ...schema, $defs, title: name };
  return compile(named, name, {
    bannerComment: notice,
    additionalProperties: false,
    unreachableDefinitions: false,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
  });
}
