import { emptyLibrary } from '../../../src/catalog/library.ts';
import { libraryOf } from '../../../src/catalog/library-of.ts';
import { inspect } from '../../../src/inspection/inspect.ts';
import { markdownOf } from '../../../src/pattern/tree.ts';
import { type Answer, answerTo, type Person } from '../../../src/review/commands/answer.ts';
import { type AnswerContext, answerContextOf } from '../../../src/review/commands/answer-context.ts';
import { commandsIn } from '../../../src/review/commands/commands-in.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { exampleTaxonomy } from '../../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../../catalog/taxonomy-from.ts';
import { examined, type Files } from '../../inspection/check-files.ts';

export const author: Person = { isAuthor: true, canWrite: false };
export const maintainer: Person = { isAuthor: false, canWrite: true };
export const stranger: Person = { isAuthor: false, canWrite: false };

/** An accepted pattern that nobody has measured. */
export const unmeasured = (keys = acceptedKeys): Files => ({
  [acceptedPath]: acceptedReadme({ Evidence: 'Not measured by us.' }, keys),
});

/** What the App knows of a pull request that adds these files. */
export function situationFrom(files: Files): AnswerContext {
  const paths = Object.keys(files);
  const folders = paths.map(path => path.replace('/README.md', ''));
  const scope = { domain: 'ml', edited: paths, present: paths, folders };
  const taxonomy = taxonomyFrom(exampleTaxonomy);
  const policy = { taxonomy, qualityTable: { metrics: [], problems: [] }, library: emptyLibrary };
  const examination = examined(files, taxonomy);
  const inspection = inspect({
    scope,
    policy,
    library: libraryOf(examination.files, () => null),
    now: { examinations: [examination], others: [], known: new Map() },
    before: null,
    branchedOff: null,
    pullRequestContext: {},
  });
  return answerContextOf([inspection], null);
}

export const usual = situationFrom(unmeasured());

export const ask = (body: string, who: Person = author, situation: AnswerContext = usual): Answer =>
  answerTo(commandsIn(body), who, situation);
export const textOf = ({ reply }: Answer): string => (reply === null ? '' : markdownOf(reply));
