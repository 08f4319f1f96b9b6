/** Why a script changed nothing: its code, and the sentence for the operator. */
export const REFUSALS: Readonly<Record<string, string>> = {
  'WEIR-BEHIND':
    'Redis does not know of the last step any more: it lost some of its history, or the mark of this job was removed. Compare before going on.',
  'WEIR-AHEAD': 'Redis has later work of this job than Weir has on record. Compare before going on.',
  'WEIR-NOSTREAM': 'The stream is not there any more.',
  'WEIR-NOTSTREAM': 'This key holds something other than a stream now.',
  'WEIR-NOGROUP': 'The group is not there any more.',
  'WEIR-REMADE': 'The stream was deleted and made anew under the same name. Plan again for the new one.',
  'WEIR-GROUPEXISTS': 'A group of that name exists already.',
  'WEIR-GROUPUSED': 'The group was used since it was made, so it stays.',
  'WEIR-MOVED': 'The group stands elsewhere since you looked. Plan again from where it is now.',
  'WEIR-READON': 'The group has read on since you looked. Stop its consumers and plan again.',
  'WEIR-PENDINGCHANGED':
    'Its pending entries are not those you saw: one was delivered, acknowledged or claimed since. Stop its consumers and plan again.',
  'WEIR-STILLHOLDS':
    'The consumer holds more entries than you saw: it has read since. Nothing was removed; plan again, best after it was stopped.',
  'WEIR-PAYLOADGONE':
    'One of the entries has lost its payload since you looked, and Redis would drop it instead of moving it. Plan again.',
  'WEIR-NOCREATECONSUMER':
    'This server cannot make a consumer before its first read (Redis before 6.2). It appears with its first read, or with a claim.',
  'WEIR-GROUPSINCE': 'A group was created on the stream since you looked. Plan again.',
  'WEIR-TRASHTAKEN': 'Its place in the trash is taken. Look at what lies under weir:trash: before you go on.',
  'WEIR-NOTINTRASH': 'The stream is not in the trash any more.',
  'WEIR-NAMETAKEN': 'There is something under the name of the stream by now. Nothing was changed.',
  'WEIR-NOGROUPS':
    'The stream has no groups, so nothing tells what is still needed. Trim to a length, an age or an id instead.',
  'WEIR-NOTTIMES': 'The ids of this stream are not times, so nothing tells how old its entries are.',
  'WEIR-NOMINID':
    'This server cannot trim from an id on (Redis before 6.2), and trimming by length could take what came meanwhile.',
  'WEIR-IDTOOLOW':
    'The stream has a higher ID by now, and Redis adds no entry with a lower one. What was added before it stays.',
  'WEIR-NOTARGET': 'The target stream is not there any more, and this job may not create it.',
  'WEIR-TARGETNOTSTREAM': 'The target holds something other than a stream now.',
  'WEIR-NONOMKSTREAM':
    'This server cannot add to a stream without creating it where it is missing (Redis before 6.2). Allow the target to be created.',
  'WEIR-OPEN':
    'A step of this copy may have added entries that are not counted, and reading the target could not tell. Compare the end of the target with the source before copying the rest.',
  'WEIR-ENTRYGONE': 'The entry is not in the stream any more. Nothing was added.',
  'WEIR-LARGE': 'The entry is too large for one step.',
  'WEIR-TARGETFULL': 'The target has reached the highest id there is, so nothing can be added to it.',
};
