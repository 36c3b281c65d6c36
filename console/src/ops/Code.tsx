/// Text as machines write it, in a box that the keyboard can scroll.
export function Code({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <div className="message" role="region" aria-label={label} tabIndex={0}>
      <pre translate="no">{children}</pre>
    </div>
  );
}
