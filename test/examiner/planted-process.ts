import { connect } from 'node:net';
import type { Question } from '../../src/examiner/question.ts';
import { ready } from '../../src/examiner/ready.ts';
import { examine } from '../../src/inspection/examine.ts';

/** What the examiner's process could be driven to, where a text of ours says so: nothing else shows that the fences hold. */
const planted: Record<string, (about: number) => unknown> = {
  hang: () => {
    for (;;);
  },
  allocate: () => Buffer.alloc(2 ** 31, 1),
  buffers: () => Array.from({ length: 12 }, () => Buffer.alloc(2 ** 25, 1)),
  signal: pid => process.kill(pid, 'SIGKILL'),
  connect: port => connect(port, '127.0.0.1').on('error', () => undefined),
};

/** Does what a text says, and nothing worse than that it is refused. */
function act(text: string): void {
  for (const [, word = '', about] of text.matchAll(/PLANTED (\w+) ?(\d+)?/g))
    try {
      kept.push(planted[word]?.(Number(about)));
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
}

/** Or it would be collected at once. */
const kept: unknown[] = [];

process.on('message', (question: Question) => {
  const files = 'folder' in question ? question.folder.files : [question.file];
  for (const file of files) if ('text' in file) act(file.text);
  process.send?.(
    'folder' in question
      ? { examination: examine(question.folder, { domain: 'ml', taxonomy: null, rules: false }) }
      : { parsed: { kind: 'other', path: question.file.path } },
  );
});
process.on('disconnect', () => process.exit());
process.send?.(ready);
