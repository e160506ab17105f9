// The words that agreements begin with. Those that the network came with are there in both languages; what somebody wrote stays
// as it was written.
import type { AgreementTemplateView } from '../../gen';
import { useT } from '../../shared/i18n/useT';

export function useTemplateWords(
  template: AgreementTemplateView,
): Pick<AgreementTemplateView, 'goal_prompts' | 'confidentiality'> {
  const t = useT();
  if (template.version > 1 || template.written_by_name !== null) return template;
  return {
    goal_prompts: [
      t('mentorships.template.first.able'),
      t('mentorships.template.first.finished'),
      t('mentorships.template.first.known'),
    ],
    confidentiality: t('mentorships.template.first.confidentiality'),
  };
}
