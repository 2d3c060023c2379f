// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/fingerprint.hpp>

#include <Eigen/Core>

#include <boost/serialization/array_wrapper.hpp>
#include <boost/serialization/nvp.hpp>

#include <cstddef>
#include <span>

// What Boost.Serialization and leat need to know of Eigen's matrices, vectors and arrays: with it
// they, and structs of them, can be stored and cached. Include it before the pipeline is declared.
// No other header of leat includes it, so that nothing but it needs Eigen.

namespace leat::detail {

/// Elements in one block, after the number of rows and of columns. Throws what Boost's archives
/// throw; what is read is resized first, which Eigen refuses by `std::bad_alloc`.
template <class Archive, class Dense>
void serialize_dense(Archive& archive, Dense& m) {
    using boost::serialization::make_nvp;
    Eigen::Index rows = m.rows();
    Eigen::Index columns = m.cols();
    archive& make_nvp("rows", rows) & make_nvp("columns", columns);
    if constexpr (Archive::is_loading::value) m.resize(rows, columns);
    archive& make_nvp(
        "values", boost::serialization::make_array(m.data(), static_cast<std::size_t>(m.size())));
}

template <class Dense>
void hash_dense(hasher& to, Dense const& m) {
    hash_append(to, m.rows(), m.cols(), std::span(m.data(), static_cast<std::size_t>(m.size())));
}

} // namespace leat::detail

namespace boost::serialization {

template <class Archive, class Scalar, int Rows, int Columns, int Options, int MostRows,
          int MostColumns>
void serialize(Archive& archive,
               Eigen::Matrix<Scalar, Rows, Columns, Options, MostRows, MostColumns>& m, unsigned) {
    leat::detail::serialize_dense(archive, m);
}

template <class Archive, class Scalar, int Rows, int Columns, int Options, int MostRows,
          int MostColumns>
void serialize(Archive& archive,
               Eigen::Array<Scalar, Rows, Columns, Options, MostRows, MostColumns>& m, unsigned) {
    leat::detail::serialize_dense(archive, m);
}

} // namespace boost::serialization

namespace Eigen { // where it is looked for

/// Matrices of other shape or other elements have other fingerprints; row-major ones and
/// column-major ones too, as their types are others.
template <class Scalar, int Rows, int Columns, int Options, int MostRows, int MostColumns>
void leat_fingerprint(leat::hasher& to,
                      Matrix<Scalar, Rows, Columns, Options, MostRows, MostColumns> const& m) {
    leat::detail::hash_dense(to, m);
}

template <class Scalar, int Rows, int Columns, int Options, int MostRows, int MostColumns>
void leat_fingerprint(leat::hasher& to,
                      Array<Scalar, Rows, Columns, Options, MostRows, MostColumns> const& m) {
    leat::detail::hash_dense(to, m);
}

} // namespace Eigen
