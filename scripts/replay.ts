/** Records pull requests as fixtures of test/replay; CONTRIBUTING.md says how. */
import { parseArgs } from 'node:util';
import { githubServer } from '../src/cli/github-server.ts';
import { isRefusal } from '../src/cli/refusal.ts';
import { type FixtureFiles, fixtureFiles } from './replay/fixture-files.ts';
import { changesIn, keep } from './replay/keep.ts';
import { neutral } from './replay/neutral.ts';
import { recordScenes } from './replay/record.ts';
import { recordingOf } from './replay/recording.ts';
import { allScenes } from './replay/scenes/all-scenes.ts';

const usage = `Records pull requests, to be replayed by test/replay/replay.test.ts.

  npm run replay -- record --all             acts out every scene of scripts/replay/scenes
  npm run replay -- record <scene>…          acts out these
  npm run replay -- record <name> <owner/repository#12> --story <sentence> [--app <slug>]
                                             records from a GitHub that runs: GITHUB_API_URL, GITHUB_TOKEN
  --check                                    writes nothing and says what would change; exit code 1 if anything would`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    story: { type: 'string' },
    app: { type: 'string', default: 'pattern-librarian' },
  },
});
const [command, ...names] = positionals;
const [name, address] = names;

if (command !== 'record' || (names.length === 0 && !values.all)) stop(usage);
else if (name !== undefined && address?.includes('#')) await recordFromGitHub(name, address);
else await recordFromScenes();

async function recordFromScenes(): Promise<void> {
  const unknown = names.find(wanted => !allScenes.some(scene => scene.name === wanted));
  if (unknown !== undefined) return stop(`There is no scene ${unknown}; scripts/replay/scenes has them.`);
  const wanted = values.all ? allScenes : allScenes.filter(scene => names.includes(scene.name));
  await recordScenes(wanted, {
    recorded: (scene, files) => done(scene.name, files),
    failed(scene, error) {
      console.error(`${scene.name}: failed\n  ${error instanceof Error ? error.stack : error}`);
      process.exitCode = 1;
    },
  });
}

async function recordFromGitHub(folder: string, pull: string): Promise<void> {
  const { story, app } = values;
  if (!/^[a-z0-9-]+$/.test(folder))
    return stop('The name is that of a folder: small letters, digits, hyphens.');
  if (story === undefined)
    return stop('--story says in one sentence what happens and what the review must be.');
  const server = githubServer(null, process.env);
  if (isRefusal(server)) return stop(server.refusal);
  const { fixture, plan } = neutral(await recordingOf(server, pull, story, { slug: app }));
  done(folder, await fixtureFiles(fixture, plan));
}

function done(folder: string, files: FixtureFiles): void {
  const changes = changesIn(folder, files);
  if (!values.check && changes.length > 0) keep(folder, files);
  const what = changes.length === 0 ? 'as it is' : values.check ? 'would change' : 'written';
  console.log(
    [`${folder}: ${what}`, ...changes.map(change => `  ${change.replaceAll('\n', '\n  ')}`)].join('\n'),
  );
  if (values.check && changes.length > 0) process.exitCode = 1;
}

function stop(reason: string): void {
  console.error(reason);
  process.exitCode = 2;
}
