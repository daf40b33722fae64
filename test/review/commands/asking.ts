import { emptyLibrary } from '../../../src/catalog/library.ts';
import { markdownOf } from '../../../src/pattern/tree.ts';
import { type Answer, answerTo, type Person } from '../../../src/review/commands/answer.ts';
import { commandsIn } from '../../../src/review/commands/commands-in.ts';
import { type Situation, situationOf } from '../../../src/review/commands/situation.ts';
import { inspect } from '../../../src/review/inspect.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { exampleTaxonomy } from '../../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../../catalog/taxonomy-from.ts';
import { type Files, parsed } from '../../rules/check-files.ts';

export const author: Person = { isAuthor: true, canWrite: false };
export const maintainer: Person = { isAuthor: false, canWrite: true };
export const stranger: Person = { isAuthor: false, canWrite: false };

/** An accepted pattern that nobody has measured. */
export const unmeasured = (keys = acceptedKeys): Files => ({
  [acceptedPath]: acceptedReadme({ Evidence: 'Not measured by us.' }, keys),
});

/** What the App knows of a pull request that adds these files. */
export function situationFrom(files: Files): Situation {
  const paths = Object.keys(files);
  const folders = paths.map(path => path.replace('/README.md', ''));
  const touched = { domain: 'ml', edited: paths, present: paths, folders };
  const policy = {
    taxonomy: taxonomyFrom(exampleTaxonomy),
    qualityTable: { metrics: [], problems: [] },
    library: emptyLibrary,
  };
  return situationOf(
    [inspect(touched, policy, { files: parsed(files), blobs: {}, before: [], known: {} })],
    null,
  );
}

export const usual = situationFrom(unmeasured());

export const ask = (body: string, who: Person = author, situation: Situation = usual): Answer =>
  answerTo(commandsIn(body), who, situation);
export const textOf = ({ reply }: Answer): string => (reply === null ? '' : markdownOf(reply));
