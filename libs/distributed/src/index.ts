export { run } from './run.ts';
export { startService, type ServiceParts } from './start-service.ts';
export { startRelay } from './start-relay.ts';
export { startGateway, type Upstream } from './start-gateway.ts';
export { readEngineSettings } from './settings.ts';
