import { createToken } from '../../local-github/actions/create-token.ts';
import { fixedClock } from '../../local-github/fixed-clock.ts';
import type { Repository } from '../../local-github/state.ts';
import { type Contributor, contributor } from '../../test/end-to-end/contributor.ts';
import type { Stage } from '../../test/end-to-end/stage.ts';
import { libraryTree } from '../../test/replay/fixture.ts';
import { type FixtureFiles, fixtureFiles } from './fixture-files.ts';
import { neutral } from './neutral.ts';
import { peopleOf } from './people.ts';
import { recordingOf } from './recording.ts';
import type { Scene } from './scene.ts';

/** Acts a scene out on the local GitHub with the App beside it, and gives what is to be kept of it. */
export async function play(stage: Stage, scene: Scene): Promise<FixtureFiles> {
  const { now } = stage.world;
  const clock = fixedClock('2026-03-01T12:00:00Z');
  stage.world.now = clock.now;
  const library = Object.fromEntries(
    [...libraryTree].map(([path, { bytes }]) => [path, new TextDecoder().decode(bytes)]),
  );
  const repository = await stage.library({ ...library, ...scene.before }, { name: scene.name });
  const author = await authorOf(stage, scene, repository);
  const settled = async (): Promise<void> => {
    await stage.settled();
    clock.advance(60);
  };
  await settled();
  const people = peopleOf(stage, repository, author, settled);
  const { deliveries } = stage.world.faults;
  const leave = (): void =>
    void deliveries.push({ times: Number.POSITIVE_INFINITY, match: () => true, kind: 'drop' });
  try {
    await author.push('change', scene.after);
    await scene.prepared?.(people);
    await settled();
    if (!scene.answered) leave();
    const pull = await author.open('change');
    await settled();
    await scene.answered?.(people);
    leave();
    await scene.unanswered?.(people);
    return await kept(stage, scene, repository, pull.number);
  } finally {
    deliveries.length = 0;
    stage.world.now = now;
  }
}

async function authorOf(
  stage: Stage,
  { fromFork = false }: Scene,
  upstream: Repository,
): Promise<Contributor> {
  if (!fromFork) return contributor(stage, 'ada', upstream);
  const { body } = await stage.api('mallory', 'POST', `/repos/octo/${upstream.name}/forks`);
  const fork = stage.world.state.repositories.find(({ id }) => id === body?.id);
  if (!fork) throw new Error('There is no fork.');
  return contributor(stage, 'mallory', upstream, fork);
}

/** Read with the App's own token, for GitHub tells whoever asks only of their own reactions. */
async function kept(
  stage: Stage,
  { name, story, instead }: Scene,
  repository: Repository,
  number: number,
): Promise<FixtureFiles> {
  const { world, app, url } = stage;
  const installation = world.state.installations.find(({ repositoryIds }) =>
    repositoryIds.includes(repository.id),
  );
  const made = installation && createToken(world, app, installation);
  if (!made?.ok) throw new Error('The App has no token.');
  const server = { apiUrl: `${url}/api/v3`, token: made.token.token };
  const recording = await recordingOf(server, `octo/${name}#${number}`, story, { appId: app.id });
  const { fixture, plan } = neutral(recording, `octo/${name}`);
  if (!instead) return fixtureFiles(fixture, plan);
  return fixtureFiles({ ...fixture, snapshot: { ...fixture.snapshot, ...instead } }, null);
}
