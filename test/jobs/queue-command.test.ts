import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PgBoss } from 'pg-boss';
import { describe, expect, test } from 'vitest';
import { openInspection } from '../../src/jobs/open-inspection.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { look } from './look.ts';
import { createDatabase } from './start-postgres.ts';

/** An empty database of the server that `postgres.ts` has started. */
const database = (name: string): Promise<string> =>
  createDatabase(Number(process.env.TEST_POSTGRES_PORT), `queue-command-${name}`);
const ignore = () => {};
const log = { info: ignore, warn: ignore, error: ignore };

/** Asks the database itself. */
async function ask(databaseUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 1, schema: 'unused' });
  const db = boss.getDb() as ReturnType<PgBoss['getDb']> & { open(): Promise<void>; close(): Promise<void> };
  await db.open();
  const { rows } = await db.executeSql(statement);
  await db.close();
  return rows;
}

describe('what has failed for good', () => {
  const main = join(import.meta.dirname, '../../src/service/main.ts');

  /** The App's own command, as whoever operates it runs it. */
  async function command(databaseUrl: string, ...args: string[]) {
    const run = promisify(execFile)(process.execPath, [main, 'queue', ...args], {
      // Neither the App's credentials nor an address of GitHub.
      env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
      cwd: tmpdir(),
    });
    return run.then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }

  test('is kept with its last error, listed, shown, and asked for again', async () => {
    const databaseUrl = await database('dead-letters');
    const queue = await openQueue({ databaseUrl, log, retryLimit: 0 });
    const { inspection, close } = await openInspection({ databaseUrl });
    let isMended = false;
    let runs = 0;
    await queue.work({
      run: async () => {
        runs += 1;
        if (!isMended) throw new Error('GitHub says 502\0');
      },
      gaveUp: async () => {},
    });
    await queue.enqueue(look(6, 3));
    await queue.idle();
    const key = 'pull-request:6:3';
    expect(await inspection.list(10)).toMatchObject({
      jobs: [{ key, state: 'dead', job: look(6, 3), failure: { message: 'GitHub says 502\uFFFD' } }],
      dead: 1,
      unfinished: 0,
    });
    expect(await queue.stats()).toMatchObject([{ kind: 'pull-request', state: 'dead', count: 1 }]);
    const listed = await command(databaseUrl, 'list');
    expect(listed.stdout).toMatch(
      /^state +age +key .*\ndead +0 min +pull-request:6:3 +octo\/r6 +GitHub says 502/,
    );
    const shown = await command(databaseUrl, 'show', key);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      key,
      failure: { stack: expect.stringContaining('queue-command') },
    });
    expect(await command(databaseUrl, 'show', 'index:99')).toMatchObject({ code: 1 });

    isMended = true;
    expect(await command(databaseUrl, 'redrive')).toMatchObject({
      code: 0,
      stdout: `Asked again: ${key}\n`,
    });
    await queue.idle();
    expect([runs, await inspection.list(10)]).toEqual([2, { jobs: [], dead: 0, unfinished: 0 }]);
    expect(await command(databaseUrl, 'redrive', key)).toMatchObject({ code: 1 });
    expect((await command(databaseUrl, 'list')).stdout).toBe(
      'Nothing waits, runs, or has failed for good.\n',
    );
    expect(await command(databaseUrl, 'drop')).toMatchObject({ code: 2 });
    await close();
    await queue.stop();
  });

  test('is forgotten when the same look succeeds later', async () => {
    const databaseUrl = await database('healed');
    const queue = await openQueue({ databaseUrl, log, retryLimit: 0 });
    const { inspection, close } = await openInspection({ databaseUrl });
    let runs = 0;
    await queue.work({
      run: async () => {
        runs += 1;
        if (runs === 1) throw new Error('once');
      },
      gaveUp: async () => {},
    });
    for (const dead of [1, 0]) {
      await queue.enqueue(look(7));
      await queue.idle();
      expect(await inspection.list(10)).toMatchObject({ dead, unfinished: 0 });
    }
    await close();
    await queue.stop();
  });

  test('is not looked for in a database that has no queue, which stays as it is', async () => {
    const databaseUrl = await database('no-queue');
    for (const what of ['list', 'redrive'])
      expect(await command(databaseUrl, what)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^There is no queue in the PostgreSQL database .*-no-queue\. Set DATABASE_URL/,
        ),
      });
    expect(await ask(databaseUrl, `SELECT 1 FROM pg_namespace WHERE nspname = 'pattern_librarian'`)).toEqual(
      [],
    );
    expect((await command('postgres://', 'list')).stderr).toMatch(/^DATABASE_URL is no address/);
  });

  test('is not looked for in a queue of another release, which stays as it is', async () => {
    const databaseUrl = await database('other-release');
    await (await openQueue({ databaseUrl, log })).stop();
    const version = async () =>
      (await ask(databaseUrl, 'SELECT version FROM pattern_librarian.version'))[0]?.version;
    const now = await version();
    for (const other of [Number(now) - 1, Number(now) + 1]) {
      await ask(databaseUrl, `UPDATE pattern_librarian.version SET version = ${other}`);
      expect((await command(databaseUrl, 'list')).stderr).toMatch(
        /^The queue in the PostgreSQL .* is of another release/,
      );
      expect(await version()).toBe(other);
    }
    await ask(databaseUrl, `UPDATE pattern_librarian.version SET version = ${now}`);
    await ask(databaseUrl, 'DROP TABLE pattern_librarian.job_record');
    expect((await command(databaseUrl, 'list')).stderr).toContain('is of another release');
  });

  test('is listed up to a number, and what is not shown is counted', async () => {
    const databaseUrl = await database('many');
    const queue = await openQueue({ databaseUrl, log });
    await Promise.all(Array.from({ length: 200 }, (_, number) => queue.enqueue(look(1, number))));
    expect((await command(databaseUrl, 'list')).stdout.trimEnd().split('\n')).toHaveLength(201);
    await queue.enqueue(look(2));
    const { stdout } = await command(databaseUrl, 'list');
    expect(stdout.trimEnd().split('\n').slice(201)).toEqual([
      'Of 0 that have failed for good and 201 others, the oldest 200 of each are shown.',
    ]);
    await queue.stop();
  });
});
