import { examine, type Folder, type FolderPolicy } from '../inspection/examine.ts';
import { type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { type Backend, openFastMarkdown } from './fast-markdown.ts';
import type { Answer, Question } from './question.ts';
import { ready } from './ready.ts';

/** Runs in a process of its own, without environment and without access to other files: see start-process.ts. */
let policy: FolderPolicy | null = null;
const { parseBody } = await openFastMarkdown(process.argv.slice(2) as Backend[]);
process.on('message', (question: Question) => {
  if (question.policy) policy = question.policy;
  process.send?.(answerTo(question));
});
process.on('disconnect', () => process.exit());
process.send?.(ready);

function answerTo(question: Question): Answer {
  if ('file' in question) return { parsed: parsed(question.file) };
  return { examination: examined(question.folder) };
}

function examined(folder: Folder): Extract<Answer, { examination: unknown }>['examination'] {
  if (policy === null) throw new Error('a folder came before its policy');
  return examine(folder, policy, parsed);
}

function parsed(file: SourceFile): ParsedFile {
  try {
    return parseFile(file, parseBody);
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'unknown error';
    return { kind: 'unreadable', path: file.path, reason: 'parser-fault', detail };
  }
}
