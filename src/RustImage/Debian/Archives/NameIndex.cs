namespace RustImage.Debian.Archives;

/// <summary>Finds the places of names in a text by the hashes of the names.</summary>
/// <remarks>Two sorted arrays are cheaper than a dictionary of an archive's names, of which only a few are ever looked up.</remarks>
internal sealed class NameIndex
{
    private uint[] _hashes = new uint[1 << 16];
    private int[] _places = new int[1 << 16];

    public int Count { get; private set; }

    /// <param name="place">An offset in the text.</param>
    public void Add(ReadOnlySpan<byte> name, int place)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _places, Count * 2);
        }
        _hashes[Count] = Hash(name);
        _places[Count++] = place;
    }

    /// <summary>Must be called once, after the last name.</summary>
    public void Sort() => Array.Sort(_hashes, _places, 0, Count);

    /// <returns>The places of the name, in ascending order, and perhaps places of other names with the same hash.</returns>
    public IReadOnlyList<int> Find(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var found = Array.BinarySearch(_hashes, 0, Count, hash);
        if (found < 0)
            return [];
        var (first, last) = (found, found);
        while (first > 0 && _hashes[first - 1] == hash)
            first--;
        while (last + 1 < Count && _hashes[last + 1] == hash)
            last++;
        var places = _places[first..(last + 1)];
        Array.Sort(places);
        return places;
    }

    // FNV-1a. An attacker gains nothing by collisions, which only cost time.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261;
        foreach (var b in name)
            hash = (hash ^ b) * 16777619;
        return hash;
    }
}
