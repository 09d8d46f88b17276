export { Accounting, type AccountingOptions, type Interruption } from './accounting.cts';
export { checkLedger, type LedgerScope } from './checkLedger.cts';
export { Clerk } from './clerk.cts';
export { CONTRACTS, type Contract, type Task } from './contract.cts';
