export { isAllowed, rangesIn } from './address';
export { headerPairs, valuesOf } from './headers';
export { verifyBasic, verifyBearer } from './login';
export { PRESETS, problemOf, signsId } from './scheme';
export type { PresetName } from './scheme';
export { keysOf, secretLines } from './secrets';
export { sign, verify } from './signature';
export { refused } from './types';
export type { Delivery, Encoding, Scheme, Verdict } from './types';
