export type StopOptions = {
  close: () => Promise<void>;
  say: (sentence: string) => void;
  /** Told of the first signal, before anything else is tried. */
  stopping?: () => void;
};

/** Stops in good order at the first signal, and at once at the second. */
export function stopOnSignal({ close, say, stopping }: StopOptions): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      stopping?.();
      say(`${signal}: finishing what is running.`);
      close().then(
        () => process.exit(0),
        error => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
