import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fork } from '../../local-github/actions/fork.ts';
import { keepRepositories } from '../../local-github/git-store/memory/keep-repositories.ts';
import { newWorld } from '../../local-github/new-world.ts';
import { presentRepository } from '../../local-github/present/repository.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import type { App, Installation, Repository } from '../../local-github/state.ts';
import { isTold } from '../../local-github/webhooks/event-permissions.ts';
import type { Viewer, WebhookEvent, World } from '../../local-github/world.ts';
import { jobsForEvent } from '../../src/intake/jobs-for-event.ts';
import type { Job } from '../../src/jobs/job.ts';
import { type Answers, openAnswers } from './answers.ts';
import type { Clock } from './clock.ts';
import { firstFiles } from './library-texts.ts';

/** A delivery that is on its way: what the App's intake would ask for when it arrives. */
export type Webhook = { event: string; jobs: Job[] };

export type Stage = {
  world: World;
  app: App;
  installation: Installation;
  viewer: Viewer;
  answers: Answers;
  libraries: Repository[];
  fork: Repository;
  /** How often a process has ended while it ran a job, by the job's key. */
  endings: Map<string, number>;
  /** Everything that happened, in order, and has not been delivered or lost. */
  webhooks: Webhook[];
  /** The world as it is now, in which nothing changes any more: what a replica still shows after a while. */
  freeze(): World;
  forget(): void;
};

const people = ['ada', 'grace', 'mallory', 'octo'];
/** What the App is given where it is installed. */
const manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')) as {
  default_permissions: App['permissions'];
  default_events: string[];
};

let stages = 0;

/** A GitHub in memory with libraries, people and an installed App; octo owns, grace maintains, ada writes, mallory has a fork. */
export async function openStage(clock: Clock, count: number): Promise<Stage> {
  stages += 1;
  const directory = `/simulation/${stages}`;
  const gits = keepRepositories(directory);
  const world = newWorld({
    directory,
    now: () => new Date(clock.now()),
    makeGit: gits.makeGit,
    send: () => {},
  });
  world.url = 'https://github.example';
  world.state.users = people.map(login => {
    const id = world.nextId();
    return { id, nodeId: `U_${login}`, login, token: '' };
  });
  const app: App = {
    id: world.nextId(),
    slug: 'pattern-librarian',
    name: 'Pattern Librarian',
    publicKey: '',
    webhookUrl: '',
    webhookSecret: '',
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  };
  world.state.apps.push(app);
  const libraries: Repository[] = [];
  for (let number = 1; number <= count; number += 1)
    libraries.push(
      await addRepository(world, {
        owner: 'octo',
        name: `library-${number}`,
        files: firstFiles,
        collaborators: [
          { login: 'ada', permission: 'write' },
          { login: 'grace', permission: 'admin' },
        ],
      }),
    );
  const [first] = libraries;
  if (!first) throw new Error('a stage has a library');
  const installation: Installation = {
    id: world.nextId(),
    appId: app.id,
    account: 'octo',
    repositoryIds: libraries.map(({ id }) => id),
    suspendedAt: null,
    tokens: [],
  };
  world.state.installations.push(installation);
  const forked = await fork(world, first, 'mallory', { name: 'library-1', onlyDefaultBranch: true });
  if (!forked.ok) throw new Error(forked.reason);
  const webhooks: Webhook[] = [];
  world.emit = event => {
    const jobs = isTold(app, event.name) ? jobsOf(world, app, installation, event) : [];
    if (jobs.length > 0) webhooks.push({ event: event.name, jobs });
  };
  let frozen = 0;
  const viewer: Viewer = { kind: 'installation', app, installation };
  return {
    world,
    app,
    installation,
    viewer,
    answers: openAnswers(viewer),
    libraries,
    fork: forked.repository,
    endings: new Map(),
    webhooks,
    freeze() {
      frozen += 1;
      const state = structuredClone(world.state);
      for (const repository of state.repositories) {
        const copy = `${directory}/frozen-${frozen}/${repository.id}.git`;
        gits.copy(repository.gitDirectory, copy);
        repository.gitDirectory = copy;
      }
      return { ...world, state };
    },
    forget: gits.forget,
  };
}

/** What the App's intake makes of an event, if it hears of it. */
function jobsOf(world: World, app: App, installation: Installation, event: WebhookEvent): Job[] {
  if (!installation.repositoryIds.includes(event.repository.id)) return [];
  const payload = {
    ...(event.action !== null && { action: event.action }),
    installation: { id: installation.id },
    ...event.payload,
    repository: presentRepository(world, event.repository),
  };
  return jobsForEvent(event.name, payload, { id: app.id, slug: app.slug }).jobs;
}
