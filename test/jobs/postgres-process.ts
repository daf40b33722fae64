import { createDatabase, startPostgres } from './start-postgres.ts';

/** Runs a PostgreSQL until whoever started this process lets go of it: tells its port, and makes a database of each name that it is told. */
const { port, stop } = await startPostgres({ waitsForDisk: process.argv[2] === 'waits-for-disk' });
process.once('disconnect', () => void stop().finally(() => process.exit()));
process.on('message', async (name: string) => process.send?.({ database: await createDatabase(port, name) }));
process.send?.({ port });
