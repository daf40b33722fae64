import type { FileFacts } from '../../src/catalog/file-facts.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import type { Folder } from '../../src/inspection/examine.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';
import { cachingDraft } from '../../src/rules/examples/example.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';

export const path = (slug: string | number): string => `patterns/ml/optimization/${slug}/README.md`;
export const good = (slug: string | number): SourceFile => ({ path: path(slug), text: cachingDraft });
export const withBody = (slug: string, body: string): SourceFile => ({
  path: path(slug),
  text: `${cachingDraft}\n${body}\n`,
});

export const policy = { domain: 'ml', taxonomy: taxonomyFrom(exampleTaxonomy), rules: true };
/** A folder with one file in it. */
export const alone = (file: SourceFile): Folder => ({
  path: file.path.slice(0, file.path.lastIndexOf('/')),
  files: [file],
});

/** Each file alone, as it was examined. */
export async function examineAll(examiner: Examiner, files: readonly SourceFile[]): Promise<FileFacts[]> {
  const examined = await examiner.examine(files.map(alone), policy);
  return examined.flatMap(examination => examination.files);
}
