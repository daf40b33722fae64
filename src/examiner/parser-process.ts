import { type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { ready } from './ready.ts';

/** Runs in a process of its own, without environment and without access to other files: see open-parser.ts. */
process.on('message', (file: SourceFile) => {
  process.send?.(parsed(file));
});
process.on('disconnect', () => process.exit());
process.send?.(ready);

function parsed(file: SourceFile): ParsedFile {
  try {
    return parseFile(file);
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'unknown error';
    return { kind: 'unreadable', path: file.path, reason: 'parser-fault', detail };
  }
}
