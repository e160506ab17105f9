// After sending: that it has arrived, and what happens next.
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';

export interface Sent {
  name: string;
  email: string;
}

interface ThankYouProps {
  sent: Sent;
  title: string;
  /** What is said of the referees, when there are any. */
  referees: 'asked' | 'after_the_link' | null;
}

export function ThankYou({ sent, title, referees }: ThankYouProps) {
  const t = useT();
  return (
    <>
      <PageHeader
        title={t('recruitment.thanks.title', { name: sent.name })}
        lead={t('recruitment.thanks.lead', { title })}
      />
      <Stack>
        <h2>{t('recruitment.thanks.next')}</h2>
        <p>{t('recruitment.thanks.mail', { email: sent.email })}</p>
        <p>{t('recruitment.thanks.follow')}</p>
        {referees && <p>{t(`recruitment.thanks.referees_${referees}`)}</p>}
        <p>{t('recruitment.thanks.review')}</p>
        <div>
          <ButtonLink to="/openings">{t('recruitment.public.all')}</ButtonLink>
        </div>
      </Stack>
    </>
  );
}
