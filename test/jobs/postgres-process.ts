import { startPostgres } from './start-postgres.ts';

/** Runs a PostgreSQL until whoever started this process lets go of it, and tells its port. */
const { port, stop } = await startPostgres();
process.once('disconnect', () => void stop().finally(() => process.exit()));
process.send?.({ port });
