import { type ParseArgsConfig, parseArgs } from 'node:util';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the options of a command for developers; those in `counts` are numbers from 1 on. With --help it prints the usage and ends with 0; what
 * it does not understand it names, and ends with 2, so that nothing looks green that has not run.
 */
export function readArguments<const Options extends OptionsConfig>(
  usage: string,
  options: Options,
  counts: readonly (keyof Options & string)[],
) {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    const { values } = parseArgs({ options });
    for (const name of counts) {
      const value: unknown = new Map(Object.entries(values)).get(name);
      if (value !== undefined && !/^[1-9]\d{0,12}$/.test(String(value)))
        throw new Error(`--${name} takes a number from 1 on, and there is ${value}.`);
    }
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
