import type { Scene } from '../scene.ts';
import { acceptedKeys, acceptedReadme, cachingDraft, cachingPath, reproduced, sweepOver } from './texts.ts';

const nothing = async (): Promise<void> => undefined;
const small = { sweeps: [sweepOver('size', [500, 0.412], [1_000, 0.531])] };
const waiver =
  'waivers:\n  - { rule: scale-axis, reason: A larger size needs a machine that the library has not. }';
const withoutWaiver = reproduced(cachingPath, acceptedReadme(), small);
const withWaiver = reproduced(cachingPath, acceptedReadme({}, `${acceptedKeys}\n${waiver}`), small);

function command(name: string, story: string, as: 'ada' | 'grace' | 'mallory', body: string): Scene {
  return {
    name: `command-${name}`,
    story,
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ say }) => say(as, body),
  };
}

/** Commands in comments, and the exceptions that people ask for. */
export const commands: Scene[] = [
  command(
    'recheck',
    'The author asks for another look: it is done, and a reaction says so.',
    'ada',
    'Please:\n\n/patterns recheck',
  ),
  command('help', 'Help names what this person may do, and no more.', 'mallory', '/patterns help'),
  command(
    'unknown',
    'A command that is misspelt is answered with what was probably meant.',
    'ada',
    '/patterns rechek',
  ),
  command('by-stranger', 'Somebody who may not ask for it is told who may.', 'mallory', '/patterns recheck'),
  command(
    'quoted',
    'What is quoted, shown as code or hidden was not asked now: nothing is answered.',
    'ada',
    '> /patterns recheck\n\n`/patterns help`\n\n```\n/patterns help\n```\n\n<!--\n/patterns help\n-->',
  ),
  {
    name: 'command-waive',
    story: 'Who asks for an exception is given the record to commit.',
    after: withoutWaiver,
    answered: nothing,
    unanswered: ({ say }) =>
      say('ada', '/patterns waive scale-axis A larger size needs a machine that the library has not.'),
  },
  command(
    'waive-without-reason',
    'An exception without a reason, or of a rule that does not exist, is not recorded.',
    'ada',
    '/patterns waive benchmark\n\n/patterns waive bench-mark No device of this kind is available.',
  ),
  {
    name: 'command-answered',
    story: 'What has been answered is not answered again.',
    after: { [cachingPath]: cachingDraft },
    answered: ({ say }) => say('ada', '/patterns help'),
    unanswered: ({ push }) => push({ [cachingPath]: `${cachingDraft}\nMore is said.\n` }),
  },
  {
    name: 'waiver-asked',
    story:
      'An exception that is asked for does not count before a maintainer agrees: it has a box with its reason.',
    after: withWaiver,
  },
  {
    name: 'waiver-ticked',
    story: 'A maintainer agrees to the exception: what it is about no longer fails the check.',
    after: withWaiver,
    answered: nothing,
    unanswered: ({ tick }) => tick('grace', 'Waiver'),
  },
  {
    name: 'waiver-unused',
    story: 'An exception from a rule that passes is to be taken out.',
    after: reproduced(cachingPath, acceptedReadme({}, `${acceptedKeys}\n${waiver}`)),
  },
  {
    name: 'waived-twice',
    story: 'One rule excepted twice: one record is judged, the other refused.',
    after: reproduced(
      cachingPath,
      acceptedReadme(
        {},
        `${acceptedKeys}\nwaivers:\n  - { rule: scale-axis, reason: First reason. }\n  - { rule: scale-axis, reason: Second reason. }`,
      ),
      small,
    ),
  },
];
