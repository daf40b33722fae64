/** How long the READMEs of a corpus are: about 27 KB as ours are, or about 8 KB as a good draft is. */
export type ReadmeSize = 'full' | 'short';

/** The longest sections, without which a README is about 8 KB long. */
const long =
  /^## (?:Evidence|Architecture|Implementation|Detection|Trade-offs|Why it happens, what it costs|References)\n[\s\S]*?(?=^## |$(?![\s\S]))/gm;

/** Returns the README without its longest sections, and without what refers to them: a draft. */
export function shortened(readme: string): string {
  return asDraft(readme)
    .replaceAll(long, '')
    .replaceAll(/ ?\[(?:\^[^\]\s]+|B\d)\]/g, '');
}

/** Returns the whole README as one that may lie alone: a draft, for an accepted one needs its proof, and without the chart. */
export function withoutProof(readme: string): string {
  return asDraft(readme).replace(/^!\[Chart: [^\n]*\]\(chart\.svg\)\n\n/m, '');
}

function asDraft(readme: string): string {
  return readme.replace('\nstatus: accepted\n', '\nstatus: draft\n');
}

/** Adds a sentence to the intent, so that no two READMEs have the same text. */
export function withSentence(readme: string, sentence: string): string {
  return readme.replace(/^## Intent\n\n[\s\S]*?(?=\n\n)/m, intent => `${intent} ${sentence}`);
}
