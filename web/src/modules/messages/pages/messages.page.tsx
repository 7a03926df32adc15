export default function MessagesPage() {
  return <p>Messages</p>;
}
