<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ConnectDialog</name>
    <message numerus="yes">
        <source>The test passed. “{}” is in the database, with %Ln pictures: this folder joins it.</source>
        <translation>
            <numerusform>The test passed. “{}” is in the database, with %Ln picture: this folder joins it.</numerusform>
            <numerusform>The test passed. “{}” is in the database, with %Ln pictures: this folder joins it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The test passed. This collection of the original scripts (%Ln documents) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</source>
        <translation>
            <numerusform>The test passed. This collection of the original scripts (%Ln document) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</numerusform>
            <numerusform>The test passed. This collection of the original scripts (%Ln documents) is searched as it is, and not changed. What is looked for goes by the model file that made its vectors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add to it what &amp;only the index on this computer holds (of %Ln pictures, about {} MB)</source>
        <translation>
            <numerusform>Add to it what &amp;only the index on this computer holds (of %Ln picture, about {} MB)</numerusform>
            <numerusform>Add to it what &amp;only the index on this computer holds (of %Ln pictures, about {} MB)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Co&amp;py the index on this computer there (%Ln pictures, about {} MB)</source>
        <translation>
            <numerusform>Co&amp;py the index on this computer there (%Ln picture, about {} MB)</numerusform>
            <numerusform>Co&amp;py the index on this computer there (%Ln pictures, about {} MB)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiedTold</name>
    <message numerus="yes">
        <source>%Ln pictures were hard-linked in “{}”</source>
        <translation>
            <numerusform>%Ln picture was hard-linked in “{}”</numerusform>
            <numerusform>%Ln pictures were hard-linked in “{}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures were copied to “{}”</source>
        <translation>
            <numerusform>%Ln picture was copied to “{}”</numerusform>
            <numerusform>%Ln pictures were copied to “{}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were there already</source>
        <translation>
            <numerusform>%Ln was there already</numerusform>
            <numerusform>%Ln were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be hard-linked</source>
        <translation>
            <numerusform>%Ln could not be hard-linked</numerusform>
            <numerusform>%Ln could not be hard-linked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be copied</source>
        <translation>
            <numerusform>%Ln could not be copied</numerusform>
            <numerusform>%Ln could not be copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterTold</name>
    <message numerus="yes">
        <source>%Ln pictures {}</source>
        <translation>
            <numerusform>%Ln picture {}</numerusform>
            <numerusform>%Ln pictures {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln pictures {}</source>
        <translation>
            <numerusform>{} of %Ln picture {}</numerusform>
            <numerusform>{} of %Ln pictures {}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundExtent</name>
    <message numerus="yes">
        <source>%Ln of them behind one that is nearly the same</source>
        <translation>
            <numerusform>%Ln of them behind one that is nearly the same</numerusform>
            <numerusform>%Ln of them behind one that is nearly the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>Remove %Ln pictures from “{}”?</source>
        <translation>
            <numerusform>Remove %Ln picture from “{}”?</numerusform>
            <numerusform>Remove %Ln pictures from “{}”?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln indexed</source>
        <translation>
            <numerusform>%Ln indexed</numerusform>
            <numerusform>%Ln indexed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done by another computer</source>
        <translation>
            <numerusform>%Ln done by another computer</numerusform>
            <numerusform>%Ln done by another computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln unchanged</numerusform>
            <numerusform>%Ln unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved</source>
        <translation>
            <numerusform>%Ln moved</numerusform>
            <numerusform>%Ln moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>%Ln removed</numerusform>
            <numerusform>%Ln removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read</source>
        <translation>
            <numerusform>%Ln could not be read</numerusform>
            <numerusform>%Ln could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not in this folder (kept)</source>
        <translation>
            <numerusform>%Ln not in this folder (kept)</numerusform>
            <numerusform>%Ln not in this folder (kept)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupBadge</name>
    <message numerus="yes">
        <source>and %Ln nearly the same</source>
        <translation>
            <numerusform>and %Ln nearly the same</numerusform>
            <numerusform>and %Ln nearly the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Happened</name>
    <message numerus="yes">
        <source>%Ln pictures can be searched</source>
        <translation>
            <numerusform>%Ln picture can be searched</numerusform>
            <numerusform>%Ln pictures can be searched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them duplicates</source>
        <translation>
            <numerusform>%Ln of them a duplicate</numerusform>
            <numerusform>%Ln of them duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message numerus="yes">
        <source>Of the %Ln pictures only the first {} are looked for: more do not make one query.</source>
        <translation>
            <numerusform>Of the %Ln picture only the first {} are looked for: more do not make one query.</numerusform>
            <numerusform>Of the %Ln pictures only the first {} are looked for: more do not make one query.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LicencesView</name>
    <message numerus="yes">
        <source>%Ln parts</source>
        <translation>
            <numerusform>%Ln part</numerusform>
            <numerusform>%Ln parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookupDialog</name>
    <message numerus="yes">
        <source>{}: {} of %Ln pictures</source>
        <translation>
            <numerusform>{}: {} of %Ln picture</numerusform>
            <numerusform>{}: {} of %Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: {} of %Ln pictures were looked up. They are kept, and may be exported.</source>
        <translation>
            <numerusform>Stopped: {} of %Ln picture was looked up. It is kept, and may be exported.</numerusform>
            <numerusform>Stopped: {} of %Ln pictures were looked up. They are kept, and may be exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeasureDialog</name>
    <message numerus="yes">
        <source>“{}”: {} of %Ln pictures</source>
        <translation>
            <numerusform>“{}”: {} of %Ln picture</numerusform>
            <numerusform>“{}”: {} of %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message numerus="yes">
        <source>Show %Ln folders?</source>
        <translation>
            <numerusform>Show %Ln folder?</numerusform>
            <numerusform>Show %Ln folders?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>%Ln path copied</numerusform>
            <numerusform>%Ln paths copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files copied</source>
        <translation>
            <numerusform>%Ln file copied</numerusform>
            <numerusform>%Ln files copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of these %Ln pictures is on this computer, or their drive is not plugged in.</source>
        <translation>
            <numerusform>This %Ln picture is not on this computer, or its drive is not plugged in.</numerusform>
            <numerusform>None of these %Ln pictures is on this computer, or their drive is not plugged in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of these {} pictures are not on this computer, or on a drive that is not plugged in.</source>
        <translation>
            <numerusform>%Ln of these {} pictures is not on this computer, or on a drive that is not plugged in.</numerusform>
            <numerusform>%Ln of these {} pictures are not on this computer, or on a drive that is not plugged in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message numerus="yes">
        <source>{} of %Ln pictures</source>
        <translation>
            <numerusform>{} of %Ln picture</numerusform>
            <numerusform>{} of %Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharingActions</name>
    <message numerus="yes">
        <source>The index is in MongoDB: %Ln pictures were copied and {} were there; {} were compared.</source>
        <translation>
            <numerusform>The index is in MongoDB: %Ln picture was copied and {} were there; {} were compared.</numerusform>
            <numerusform>The index is in MongoDB: %Ln pictures were copied and {} were there; {} were compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gallery is converted: %Ln pictures are in it, and {} of them were compared. The original collection is as it was.</source>
        <translation>
            <numerusform>The gallery is converted: %Ln picture is in it, and {} of them were compared. The original collection is as it was.</numerusform>
            <numerusform>The gallery is converted: %Ln pictures are in it, and {} of them were compared. The original collection is as it was.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Small thumbnails of %Ln pictures are shared in the database.</source>
        <translation>
            <numerusform>A small thumbnail of %Ln picture is shared in the database.</numerusform>
            <numerusform>Small thumbnails of %Ln pictures are shared in the database.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be made: those pictures are not here, or have changed since.</source>
        <translation>
            <numerusform>%Ln could not be made: that picture is not here, or has changed since.</numerusform>
            <numerusform>%Ln could not be made: those pictures are not here, or have changed since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message numerus="yes">
        <source>%Ln pictures {}</source>
        <translation>
            <numerusform>%Ln picture {}</numerusform>
            <numerusform>%Ln pictures {}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerifiedView</name>
    <message numerus="yes">
        <source>… and %Ln more pictures.</source>
        <translation>
            <numerusform>… and %Ln more picture.</numerusform>
            <numerusform>… and %Ln more pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message numerus="yes">
        <source>{}: {} of %Ln pictures</source>
        <translation>
            <numerusform>{}: {} of %Ln picture</numerusform>
            <numerusform>{}: {} of %Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchView</name>
    <message numerus="yes">
        <source>%Ln new pictures could not be read.</source>
        <translation>
            <numerusform>%Ln new picture could not be read.</numerusform>
            <numerusform>%Ln new pictures could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message numerus="yes">
        <source>looking for pictures, %Ln found</source>
        <translation>
            <numerusform>looking for pictures, %Ln found</numerusform>
            <numerusform>looking for pictures, %Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %Ln pictures</source>
        <translation>
            <numerusform>{} of %Ln picture</numerusform>
            <numerusform>{} of %Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read</source>
        <translation>
            <numerusform>%Ln could not be read</numerusform>
            <numerusform>%Ln could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
</context>
</TS>
