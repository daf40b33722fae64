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
    return await kept(stage, scene, `octo/${repository.name}#${pull.number}`);
  } finally {
    deliveries.length = 0;
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

async function kept(stage: Stage, { name, story, instead }: Scene, pull: string): Promise<FixtureFiles> {
  const server = { apiUrl: `${stage.url}/api/v3`, token: stage.user('grace').token };
  const { fixture, plan } = neutral(await recordingOf(server, pull, story, stage.app.slug), `octo/${name}`);
  if (!instead) return fixtureFiles(fixture, plan);
  return fixtureFiles({ ...fixture, snapshot: { ...fixture.snapshot, ...instead } }, null);
}
