import type { Examination, Folder, FolderPolicy } from '../inspection/examine.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import type { SourceFile } from '../pattern/source-file.ts';

/** What the examiner's process is asked: one folder to be examined, or one file as a tree. Plain data, sent as JSON. */
export type Question = {
  /** Holds from here on; sent before the first folder and when another one begins to hold. */
  policy?: FolderPolicy;
} & ({ folder: Folder } | { file: SourceFile });

/** Answers come in the order of the questions. */
export type Answer = { examination: Examination } | { parsed: ParsedFile };
