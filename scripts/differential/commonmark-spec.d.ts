declare module 'commonmark-spec' {
  export const tests: { markdown: string }[];
}
