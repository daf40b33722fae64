import { destination, type Logger, pino } from 'pino';

/** Where lines go; the process's standard output by default. */
export type Lines = { write(line: string): unknown };

/**
 * Opens a log that writes JSON, a line for each event. Pino puts its own keys, those of each of Probot's loggers within a logger, and those
 * of the event behind each other, so `name` stood there up to three times, and what a reader makes of a key that is there twice is its
 * own affair: here the last one counts, and stands alone.
 */
export function openJsonLog(level: string, lines: Lines = destination(1)): Logger {
  return pino({ level }, { write: line => void lines.write(`${JSON.stringify(JSON.parse(line))}\n`) });
}
