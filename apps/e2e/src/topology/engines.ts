/** Where the engines answer. */
export interface EngineUrls {
  readonly eventstoredb: string;
  readonly kafka: string;
  readonly mongodb: string;
  readonly s3: string;
}

/** Those that the run started for all its test files. @throws Error when it started none */
export function sharedEngines(): EngineUrls {
  const urls = process.env.TEST_ENGINES;
  if (!urls) throw new Error('no engines: run the suite with `npm run test:engines`');
  return JSON.parse(urls) as EngineUrls;
}
