export { sampleCompany, type Company, type CompanyOptions } from './company.cts';
export { COMPANIES, PAYMENT_TERMS, UNMAPPED_TERM } from './constants.cts';
export { expectationsOf, type Expectations } from './expectations.cts';
