import { isDeepStrictEqual } from 'node:util';
import { indexFiles } from '../../../src/catalog/index-page.ts';
import { libraryOf } from '../../../src/catalog/library-of.ts';
import { openFastMarkdown } from '../../../src/examiner/fast-markdown.ts';
import { examine } from '../../../src/inspection/examine.ts';
import { parseFile } from '../../../src/pattern/parsed-file.ts';
import {
  accepted,
  acceptedKeys,
  acceptedPath,
  acceptedReadme,
} from '../../../src/rules/examples/example-accepted.ts';
import { policy } from '../../examiner/examine-all.ts';
import { markdownPieces, rulePieces, yamlPieces } from '../../growth/pieces.ts';
import { reviewOf, taxonomy } from '../../review/situation.ts';
import { bundled, unbundled } from '../bundle.ts';
import { inherited, type Target } from '../target.ts';

const folder = acceptedPath.slice(0, acceptedPath.lastIndexOf('/'));
const beside = acceptedPath.replace('prediction-caching', 'other');
const others = { [beside]: acceptedReadme({}, acceptedKeys.replace('ML-OPT-008', 'ML-OPT-007')) };
const named = (files: Readonly<Record<string, string>>): string =>
  bundled(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(folder.length + 1), text])),
  );

const extended = `${acceptedKeys}
aliases: [Memo Cache]
relations:
  - uses ML-OPT-007: why
waivers:
  - rule: links
    reason: none`;

const { parseBody } = await openFastMarkdown(['wasi']);

/** A pattern’s folder: examined with either parser, reviewed as a pull request, listed in the index. */
export const folderTarget: Target = {
  name: 'folder',
  seeds: [named(accepted().files), named({ [acceptedPath]: acceptedReadme({}, extended) })],
  words: [
    ...markdownPieces,
    ...rulePieces,
    ...yamlPieces,
    ...inherited,
    '=== results.json\n',
    '=== README.md\n',
  ],
  run(text) {
    const files = [...unbundled(text)].map(([name, text]) => ({ path: `${folder}/${name}`, text }));
    const examination = examine({ path: folder, files }, policy, file => parseFile(file));
    if (examination.faults.length > 0) throw new Error(JSON.stringify(examination.faults));
    const fast = examine({ path: folder, files }, policy, file => parseFile(file, parseBody));
    if (!isDeepStrictEqual(fast, examination)) throw new Error('the two parsers do not agree');
    const changed = Object.fromEntries(files.map(({ path, text }) => [path, text]));
    const { checkRun } = reviewOf(others, { ...others, ...changed });
    if (checkRun.title.includes('our fault')) throw new Error(checkRun.summary);
    indexFiles(
      libraryOf(examination.files, () => '0'.repeat(40)),
      taxonomy,
    );
  },
};
