export type { Json, Values } from './attributes.cts';
export { htmlErrorPage } from './errors.cts';
export type { Client, IssuedToken } from './oauth.cts';
export { TOKEN_LIFETIME_SECONDS } from './oauth.cts';
export { PAGE_LIMIT } from './query.cts';
export { CUSTOM_FIELDS, DEMO_CLIENT, SEED } from './seed.cts';
export { startCoupaSimulator, type CoupaOptions, type CoupaSimulator } from './server.cts';
export type { Store } from './store.cts';
export { DOCUMENTED_RATE, type Rate } from './throttle.cts';
