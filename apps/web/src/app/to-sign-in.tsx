import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Goes to the sign-in page, which comes back to where this was. */
export function ToSignIn() {
  const router = useRouter();
  const navigate = useNavigate();
  // Taken once: while the sign-in page loads, the address is already its own.
  const [to] = useState(() => router.state.location.href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: to === '/' ? {} : { to }, replace: true });
  }, [navigate, to]);
  return null;
}
