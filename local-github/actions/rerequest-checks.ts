import { presentCheckRun, presentCheckSuite } from '../present/check-run.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, CheckRun, CheckSuite, Repository } from '../state.ts';
import type { World } from '../world.ts';

/** Asks the App that made a check run for another; only that App is told, and the run itself does not change. */
export async function rerequestCheckRun(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  run: CheckRun,
  actor: Actor,
): Promise<void> {
  suite.rerequested = true;
  const sender = presentUser(world, actor);
  const payload = { sender, check_run: await presentCheckRun(world, repository, suite, run) };
  world.emit({ name: 'check_run', action: 'rerequested', repository, payload, appId: suite.appId });
}

/** Asks the App of a check suite to run all of it again. */
export async function rerequestCheckSuite(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  actor: Actor,
): Promise<void> {
  suite.rerequested = true;
  const sender = presentUser(world, actor);
  const payload = { sender, check_suite: await presentCheckSuite(world, repository, suite) };
  world.emit({ name: 'check_suite', action: 'rerequested', repository, payload, appId: suite.appId });
}
