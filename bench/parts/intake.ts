import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { forkPostgres } from '../../test/jobs/fork-postgres.ts';
import { delivery } from '../intake/delivery.ts';
import { asFastAsGoes, atRate, type Load, type Sender } from '../intake/load.ts';
import { whole } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import type { PartContext } from './context.ts';

const connections = 32;
const rate = 200;
const program = join(import.meta.dirname, '../intake/intake-process.ts');

/** Measures how many deliveries are taken, that is stored and answered, beside the least that does as much. */
export async function intakePart({ options, workplace, say }: PartContext): Promise<PartReport> {
  const { seconds } = options;
  const postgres = await forkPostgres({ waitsForDisk: true });
  const stores = [
    { name: 'embedded', of: async (what: string) => join(workplace.emptyFolder(), what) },
    { name: 'PostgreSQL', of: (what: string) => postgres.createDatabase(what) },
  ];
  const rows: string[][] = [];
  try {
    for (const { name, of } of stores) {
      const bare = await measured('bare', await of('bare'), seconds);
      const app = await measured('app', await of('app'), seconds);
      say(`${name}: ${whole(app.most.perSecond)} a second, bare ${whole(bare.most.perSecond)}`);
      rows.push(rowOf(`${name}, bare HTTP`, bare, bare), rowOf(`${name}, the App`, app, bare));
    }
  } finally {
    await postgres.stop();
  }
  return {
    title: 'Deliveries',
    notes: [
      `Signed deliveries of 20 KB, each about another pull request, for ${seconds} seconds: as fast as goes over ${connections} connections, and ${rate} a second. Taken is what was stored and answered with 202; nobody works anything off meanwhile.`,
      'Bare HTTP is a server of Node that reads the body, compares its HMAC, parses JSON and inserts one row into the same kind of store. PostgreSQL runs on the same machine and waits for the disk (`fsync`), the embedded store never does.',
    ],
    tables: [
      {
        title: 'Deliveries taken',
        header: [
          'Store',
          'A second',
          'Of bare',
          'p50',
          'p99',
          `p50 at ${rate}/s`,
          `p99 at ${rate}/s`,
          'Refused',
        ],
        rows,
      },
    ],
    curves: [],
  };
}

type Measured = { most: Load; steady: Load };

async function measured(what: 'app' | 'bare', store: string, seconds: number): Promise<Measured> {
  const child = fork(program, [what, store]);
  try {
    const [url] = await once(child, 'message');
    let sent = 0;
    const sender: Sender = {
      url,
      next() {
        sent += 1;
        return delivery(sent);
      },
    };
    await asFastAsGoes(sender, connections, AbortSignal.timeout(1000));
    return {
      steady: await atRate(sender, rate, AbortSignal.timeout(seconds * 1000)),
      most: await asFastAsGoes(sender, connections, AbortSignal.timeout(seconds * 1000)),
    };
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

function rowOf(name: string, { most, steady }: Measured, bare: Measured): string[] {
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return [
    name,
    whole(most.perSecond),
    `${((100 * most.perSecond) / bare.most.perSecond).toFixed(0)} %`,
    ...[most.p50, most.p99, steady.p50, steady.p99].map(milliseconds),
    whole(most.refused + steady.refused),
  ];
}
