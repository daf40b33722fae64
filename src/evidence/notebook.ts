import { type Pattern, textOf } from '../pattern/pattern.ts';
import { runnableBlocks } from './runnable.ts';
import { evidenceCloses, evidenceOpens } from './section.ts';

/** A Jupyter notebook, version 4.5 of its format (nbformat.readthedocs.io). */
export type Notebook = {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: 4;
  nbformat_minor: 5;
};

type Cell =
  | { cell_type: 'markdown'; id: string; metadata: object; source: string[] }
  | { cell_type: 'code'; id: string; metadata: object; source: string[]; outputs: []; execution_count: null };

/** The pattern's text with each runnable block as a cell of its own; null when there is none. */
export function notebookOf(pattern: Pattern): Notebook | null {
  const blocks = runnableBlocks(pattern);
  if (blocks.length === 0) return null;
  const start = pattern.body.children[0]?.position?.start.offset ?? 0;
  const cells: Cell[] = [];
  let from = start;
  for (const { code, node } of blocks) {
    const { start: opens, end: closes } = node.position ?? {};
    addText(cells, pattern.text.slice(from, opens?.offset));
    cells.push({
      cell_type: 'code',
      id: `cell-${cells.length + 1}`,
      metadata: {},
      source: linesOf(code),
      outputs: [],
      execution_count: null,
    });
    from = closes?.offset ?? from;
  }
  addText(cells, pattern.text.slice(from));
  return {
    cells,
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
      title: textOf(pattern, 'name') ?? pattern.path,
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function addText(cells: Cell[], markdown: string): void {
  const text = markdown.replace(evidenceOpens, '').replace(evidenceCloses, '').trim();
  if (text !== '')
    cells.push({
      cell_type: 'markdown',
      id: `cell-${cells.length + 1}`,
      metadata: {},
      source: linesOf(text),
    });
}

/** Lines with their ends, as the format wants them. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
