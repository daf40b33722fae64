/** What the App's process answers. */
export type Asked = 'idle' | 'forget' | 'delays' | 'close';

/** How late the event loop was, in milliseconds, since `forget`. */
export type LoopDelay = { median: number; p99: number; longest: number };
