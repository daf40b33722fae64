import { destination, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Settings } from '../intake/settings.ts';

/** Where lines go. */
type Lines = { write(line: string): unknown };

/** For eyes: neither when, which the reader knows, nor on which machine. */
const pretty = prettyFactory({ ignore: 'time,pid,hostname', errorProps: 'event,status,headers,request' });

/**
 * Opens the log, a line or a paragraph for each event. Pino writes its own keys, those of each of Probot's loggers within a logger, and those
 * of the event behind each other, so `name` stood there up to three times, and what a reader makes of a key that is there twice is its
 * own affair: here the last one counts, and stands alone.
 */
export function openLog(
  { logLevel, logFormat }: Pick<Settings, 'logLevel' | 'logFormat'>,
  lines: Lines = destination(1),
): Logger {
  const written = (line: string): string =>
    logFormat === 'pretty' ? pretty(line) : `${JSON.stringify(JSON.parse(line))}\n`;
  return pino({ level: logLevel }, { write: line => void lines.write(written(line)) });
}
