import { librariesAmong, listRepositories } from '../github/list-repositories.ts';
import type { JobContext } from './context.ts';
import type { Job } from './job.ts';

type InstallationJob = Extract<Job, { kind: 'installation' }>;

/** Asks for a look at every library of an installation. One that has none costs two requests for each hundred repositories. */
export async function lookAtInstallation(context: JobContext, job: InstallationJob): Promise<void> {
  let repositories = 0;
  let libraries = 0;
  for await (const page of listRepositories(context.github)) {
    repositories += page.length;
    for (const repository of await librariesAmong(context.github, page)) {
      libraries += 1;
      await context.enqueue({ ...job, kind: 'repository', repository });
    }
  }
  const about = { installation: job.installationId, repositories, libraries };
  context.log.info(about, 'looking at every library of the installation');
}
