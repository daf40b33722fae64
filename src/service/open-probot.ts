import { type Logger, Probot } from 'probot';
import { politeOctokit, type RequestAnswered } from '../intake/octokit.ts';
import type { Settings } from '../intake/settings.ts';
import type { Gate } from '../jobs/gate.ts';
import { openJsonLog } from './open-log.ts';

type ProbotOptions = {
  settings: Settings;
  /** By default one of the level and format of the settings; the pretty one is Probot's own. */
  log?: Logger;
  /** What requests go through, once there is a store that keeps it. */
  gate: () => Gate;
  /** Told of every request to GitHub. */
  answered: RequestAnswered;
};

/** Opens what signs in at GitHub, and logs. */
export async function openProbot({ settings, log, gate, answered }: ProbotOptions): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    baseUrl: settings.githubUrl,
    Octokit: politeOctokit(gate, undefined, answered),
    log: log ?? (settings.logFormat === 'json' ? openJsonLog(settings.logLevel) : undefined),
    logLevel: settings.logLevel,
  });
  await probot.ready();
  return probot;
}
