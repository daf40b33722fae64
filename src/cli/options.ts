import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../pattern/did-you-mean.ts';
import { visible } from '../pattern/visible.ts';
import type { Refusal } from './refusal.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>
>;

/** Reads a command's arguments; what it does not know is refused in words. */
export function readOptions<T extends Options>(args: string[], options: T): Parsed<T> | Refusal {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [first = ''] = error.message.split(/\. |\n/);
    const unknown = /^Unknown option '(--[^']*)'/.exec(first)?.[1];
    const near =
      unknown &&
      didYouMean(
        unknown,
        Object.keys(options).map(name => `--${name}`),
      );
    return { refusal: `${visible(first).replace(/\.$/, '')}.${near ? ` Did you mean ${near}?` : ''}` };
  }
}
