export default function StubPage() { return <p>Soon</p>; }
