/** A command as the list of commands shows it; the rest is loaded when it is asked for. */
export type Command = {
  summary: string;
  load(): Promise<{ run(args: string[]): Promise<void> }>;
};

/** Every command of the App's program by name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'serve',
    {
      summary: 'start the App; without credentials, create it on GitHub first',
      load: () => import('./serve-command.ts').then(it => ({ run: it.serveCommand })),
    },
  ],
  [
    'queue',
    {
      summary: 'list, show and ask again for the jobs of the queue',
      load: () => import('./queue-command.ts').then(it => ({ run: it.queueCommand })),
    },
  ],
]);
