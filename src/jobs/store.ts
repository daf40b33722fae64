import type { ConstructorOptions } from 'pg-boss';

/** What keeps the jobs, opened. */
export type Store = {
  /** For messages: what it is and where, without a password. */
  name: string;
  /** How pg-boss reaches it. */
  connection: Pick<
    ConstructorOptions,
    'connectionString' | 'connectionTimeoutMillis' | 'db' | 'backend' | 'max'
  >;
  /** Nobody else uses the store, so whatever it says is running was left by a process that died. */
  isOwned: boolean;
  /** Gives the space of deleted rows back where nobody else does: PGlite has no background processes. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
};
