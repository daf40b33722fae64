/** A file as a reader found it: its text, or why there is none. Unreadable files are values, so that the others are still checked. */
export type SourceFile =
  | { path: string; text: string }
  | { path: string; unreadable: UnreadableReason; detail?: string };

export type UnreadableReason =
  | 'not-utf8'
  | 'name-not-utf8'
  | 'binary'
  | 'too-large'
  | 'symlink'
  | 'submodule'
  | 'directory'
  | 'no-permission'
  | 'too-complex'
  /** Looking at it was ended by the clock or for its memory: that is of a moment, and says nothing of the file. */
  | 'unfinished'
  /** Left out, because of one change no more is looked at. */
  | 'beyond-look'
  | 'parser-fault';

export type ReadableFile = Extract<SourceFile, { text: string }>;

export function isReadable(file: SourceFile): file is ReadableFile {
  return 'text' in file;
}
