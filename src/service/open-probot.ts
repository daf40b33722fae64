import { type Logger, Probot } from 'probot';
import { politeOctokit } from '../intake/octokit.ts';
import type { Settings } from '../intake/settings.ts';
import type { RequestAnswered } from '../intake/through-gate.ts';
import type { Gate } from '../jobs/gate.ts';

type ProbotOptions = {
  settings: Settings;
  log: Logger;
  /** What requests go through. */
  gate: Gate;
  /** Told of every request to GitHub. */
  answered: RequestAnswered;
};

/** Opens what signs in at GitHub. */
export async function openProbot({ settings, log, gate, answered }: ProbotOptions): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    baseUrl: settings.githubUrl,
    Octokit: politeOctokit(gate, undefined, answered),
    log,
  });
  await probot.ready();
  return probot;
}
