// How an application is called: by the applicant's name or, where that is hidden, by its number in the person's language.
import { useT } from '../../shared/i18n/useT';

interface Named {
  name: string;
  number: number | null;
  applicant_hidden: boolean;
}

export function useApplicant(): (application: Named) => string {
  const t = useT();
  return ({ name, number, applicant_hidden }) =>
    applicant_hidden && number !== null ? t('recruitment.blind.application', { number }) : name;
}
